import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TestimonialView } from '../../functions/domain/testimonial-view.ts';
import { useRefresh } from '../api/refresh.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { partWords } from '../parts/part-words.ts';
import { testimonialWords } from './testimonial-words.ts';

const { takeBack: words, list, links } = testimonialWords;

/** Takes a testimonial back because its patient asked for it; asks once, as it cannot be undone. */
export function TakeBack({ testimonial }: { readonly testimonial: TestimonialView }) {
  const { api } = useNeeds();
  const refresh = useRefresh();
  const { clinicId } = useClinicHere();
  const [isOpen, setOpen] = useState(false);
  const takeBack = useMutation({
    mutationFn: () => api.takeBackTestimonial(clinicId, testimonial.testimonialId),
    onSuccess: async () => {
      setOpen(false);
      announce(words.done);
      await refresh();
    },
  });
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        aria-label={words.buttonAloud(testimonial.words?.author ?? list.anonymous)}
        onClick={() => setOpen(true)}
      >
        {words.button}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={words.title}
        centered
        closeButtonProps={{ 'aria-label': partWords.close }}
      >
        <p>{words.text}</p>
        <div className="link-actions testimonial-confirm">
          <Button color="red" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
            {words.confirm}
          </Button>
          <Button variant="default" onClick={() => setOpen(false)} data-autofocus>
            {words.cancel}
          </Button>
        </div>
        <p role="status" className="soft">
          {takeBack.isError && links.failed}
        </p>
      </Modal>
    </>
  );
}
