/** The end of a form in a dialog: what went wrong, where anything did, and the two ways out of it. */
import { useWords } from "../kernel/words";
import { Banner } from "./Banner";
import { Button } from "./Button";

interface FormEndProps {
  readonly action: string;
  readonly trouble?: string;
  readonly isBusy: boolean;
  readonly isDisabled?: boolean;
  readonly onClose: () => void;
}

export function FormEnd({ action, trouble, isBusy, isDisabled, onClose }: FormEndProps) {
  const t = useWords("ui");
  return (
    <>
      {trouble !== undefined && (
        <div role="alert">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-3 pb-3">
        <Button size="large" onPress={onClose}>
          {t("cancel")}
        </Button>
        <Button type="submit" look="solid" size="large" isPending={isBusy} isDisabled={isDisabled}>
          {action}
        </Button>
      </div>
    </>
  );
}
